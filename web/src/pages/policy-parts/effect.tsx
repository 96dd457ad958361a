import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Icon, { type IconProps } from "@cloudscape-design/components/icon";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { PolicyKind, PolicyPreview } from "../../api/policies.ts";
import { type EffectLine, effectLines } from "./effect-lines.ts";

const signs = {
  good: { name: "status-positive", variant: "success", ariaLabel: "Gained" },
  bad: { name: "status-warning", variant: "warning", ariaLabel: "Warning" },
  info: { name: "status-info", variant: "link", ariaLabel: "Note" },
} as const satisfies Record<EffectLine["tone"], IconProps>;

const titleOf = ({ items }: EffectLine) => (items[0]?.person ? "Who and what" : "Which");

const Items = ({ line }: { line: EffectLine }) => (
  <>
    <ul className="effect-items">
      {line.items.map(({ person, account, permissionSet }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that is only ever shown anew as a whole
        <li key={index}>
          {person ? `${person.displayName}: ` : ""}
          {permissionSet.name} in {account.name}
        </li>
      ))}
    </ul>
    {line.count > line.items.length ? (
      <Box color="text-body-secondary" fontSize="body-s">
        These are the first {line.items.length} of {line.count.toLocaleString("en")}.
      </Box>
    ) : null}
  </>
);

/** Who gains and who loses by a change, in sentences, with the first names under each. */
export const Effect = ({ kind, preview }: { kind: PolicyKind; preview: PolicyPreview }) => {
  const lines = effectLines(kind, preview);
  if (lines.length === 0) return <StatusIndicator type="info">Nobody gains and nobody loses anything.</StatusIndicator>;
  return (
    <SpaceBetween size="xs">
      {lines.map((line) => (
        <div key={line.id}>
          <Icon {...signs[line.tone]} /> {line.text}
          <ExpandableSection
            headerText={titleOf(line)}
            headerAriaLabel={`${titleOf(line)}: ${line.text}`}
            variant="footer"
          >
            <Items line={line} />
          </ExpandableSection>
        </div>
      ))}
    </SpaceBetween>
  );
};
