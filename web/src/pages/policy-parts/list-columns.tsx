import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { AnyPolicy, PolicyKind } from "../../api/policies.ts";
import { Time } from "../../parts/time.tsx";
import { NamedFew, namesOf } from "./named-few.tsx";
import { counted, policyWords } from "./policy-words.ts";

type Column = TableProps.ColumnDefinition<AnyPolicy>;

const Warnings = ({ policy }: { policy: AnyPolicy }) =>
  policy.warnings.length === 0 ? null : (
    <StatusIndicator type="warning">{counted(policy.warnings.length, "part")} without effect</StatusIndicator>
  );

const placesOf = ({ references, scopes }: AnyPolicy) => {
  const whole = new Set(scopes.flatMap((scope) => (scope.type === "ou" && scope.includeChildOus ? [scope.id] : [])));
  return references
    .filter(({ kind }) => kind === "org-unit" || kind === "account")
    .map(({ id, name }) => (whole.has(id) ? `${name} and below` : name));
};

/** What both kinds of policies show, before and after what only one of them has. */
export const listColumns = (kind: PolicyKind, own: Column[]): Column[] => [
  {
    id: "name",
    header: "Name",
    sortingField: "name",
    isRowHeader: true,
    cell: (policy) => (
      <>
        <Link href={`${policyWords[kind].path}/${policy.id}`}>{policy.name}</Link> <Warnings policy={policy} />
      </>
    ),
  },
  {
    id: "who",
    header: policyWords[kind].who,
    cell: ({ references }) => <NamedFew names={namesOf(references, "group", "user")} />,
  },
  { id: "where", header: "Where", cell: (policy) => <NamedFew names={placesOf(policy)} /> },
  {
    id: "roles",
    header: "Permission sets",
    cell: ({ references, permissionSetArns }) =>
      permissionSetArns.length === 0 ? "Every one" : <NamedFew names={namesOf(references, "permission-set")} />,
  },
  ...own,
  {
    id: "changed",
    header: "Changed",
    sortingField: "updatedAt",
    cell: ({ updatedAt, updatedBy }) => (
      <>
        <Time at={updatedAt} />
        {updatedBy ? (
          <Box variant="small" display="block">
            {updatedBy.displayName}
          </Box>
        ) : null}
      </>
    ),
  },
];
