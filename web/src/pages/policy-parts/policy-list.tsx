import Button from "@cloudscape-design/components/button";
import type { TableProps } from "@cloudscape-design/components/table";
import { type AnyPolicy, type PolicyKind, usePolicies } from "../../api/policies.ts";
import { useMe } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import type { ListFilter } from "../../parts/list/list-filter.ts";
import { ListTable } from "../../parts/list/list-table.tsx";
import { useListAddress } from "../../parts/list/use-list-address.ts";
import { MayNotSee } from "../../parts/may-not-see.tsx";
import { policyWords } from "./policy-words.ts";

type Facts = {
  kind: PolicyKind;
  columns: readonly TableProps.ColumnDefinition<AnyPolicy>[];
  filters: readonly ListFilter[];
  description: string;
};

const Listed = ({ kind, columns, filters, description, isAdmin }: Facts & { isAdmin: boolean }) => {
  const { one, many, path } = policyWords[kind];
  const address = useListAddress({ filters, usual: { sort: "name" } });
  const answer = usePolicies<AnyPolicy>(kind, address.query);
  const newPolicy = isAdmin ? (
    <Button variant="primary" href={`${path}/new`}>
      New {one.toLowerCase()}
    </Button>
  ) : undefined;
  return (
    <ListTable
      title={many}
      description={description}
      actions={newPolicy}
      address={address}
      answer={answer}
      columns={columns}
      filters={filters}
      findWords="Find by name, or by anything a policy names"
      trackBy="id"
      empty={<Empty title="There is no policy yet.">{newPolicy}</Empty>}
    />
  );
};

/** All policies of a kind, for admins and auditors. */
export const PolicyList = (facts: Facts) => {
  const me = useMe().data;
  if (!me) return null;
  if (!me.personas.admin && !me.personas.auditor) return <MayNotSee who="admins and auditors" />;
  return <Listed {...facts} isAdmin={me.abilities.managePolicies} />;
};
