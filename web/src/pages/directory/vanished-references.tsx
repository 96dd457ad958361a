import Alert from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";
import { type PolicyKind, usePolicies } from "../../api/policies.ts";

const many = { warnings: "true", limit: "20" };

const words: Record<PolicyKind, [string, string]> = {
  "eligibility-policies": ["eligibility policy", "eligibility policies"],
  "approval-policies": ["approval policy", "approval policies"],
};

/** Policies that name what is gone: each such reference has no effect, and stops nothing else. */
export const VanishedReferences = () => {
  const lists = [
    { kind: "eligibility-policies" as const, found: usePolicies("eligibility-policies", many).data },
    { kind: "approval-policies" as const, found: usePolicies("approval-policies", many).data },
  ].filter(({ found }) => found && found.items.length > 0);
  if (lists.length === 0) return null;
  return (
    <Alert type="warning" header="Some policies name what is not there any more">
      Those references have no effect and stop nothing else.{" "}
      {lists.map(({ kind, found }, at) => {
        const count = found?.items.length ?? 0;
        const number = found?.nextCursor ? `More than ${count}` : `${count}`;
        return (
          <span key={kind}>
            {at > 0 ? " and " : ""}
            <Link href={`/admin/${kind}?warnings=true`}>
              {number} {words[kind][count === 1 ? 0 : 1]}
            </Link>
          </span>
        );
      })}
      .
    </Alert>
  );
};
