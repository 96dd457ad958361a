import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Spinner from "@cloudscape-design/components/spinner";
import { useParams, useSearch } from "@tanstack/react-router";
import { ApiProblem } from "../../api/api-problem.ts";
import { type PolicyKind, usePolicy } from "../../api/policies.ts";
import { useMe } from "../../api/queries.ts";
import { MayNotSee } from "../../parts/may-not-see.tsx";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { EditPolicy } from "./edit-policy.tsx";
import { PolicyView } from "./policy-view.tsx";
import { policyWords } from "./policy-words.ts";

const Loading = () => (
  <Box textAlign="center" padding="xxl">
    <Spinner size="large" /> Loading
  </Box>
);

/** One policy: a form for whoever may change it, a page to read for whoever may not. */
export const PolicyPage = ({ kind }: { kind: PolicyKind }) => {
  const { id } = useParams({ strict: false });
  const policy = usePolicy(kind, id);
  const { personas } = useMe().data ?? {};
  if (personas && !personas.admin && !personas.auditor) return <MayNotSee who="admins and auditors" />;
  const isGone = policy.error instanceof ApiProblem && policy.error.status === 404;
  if (policy.data)
    return policy.data.abilities.update ? (
      <EditPolicy key={id} kind={kind} saved={policy.data} isGone={isGone} />
    ) : (
      <PolicyView kind={kind} policy={policy.data} />
    );
  if (isGone)
    return (
      <ContentLayout header={<Header variant="h1">There is no such policy</Header>}>
        <Alert type="warning">
          It may have been deleted. <Link href={policyWords[kind].path}>See all policies</Link>
        </Alert>
      </ContentLayout>
    );
  if (policy.error) return <ProblemAlert problem={policy.error} retry={() => policy.refetch()} />;
  return <Loading />;
};

/** A new policy, from nothing or as a copy of one. */
export const NewPolicyPage = ({ kind }: { kind: PolicyKind }) => {
  const { from } = useSearch({ strict: false }) as { from?: string };
  const copied = usePolicy(kind, from);
  const me = useMe().data;
  if (me && !me.abilities.managePolicies) return <MayNotSee who="admins" />;
  if (copied.error) return <ProblemAlert problem={copied.error} retry={() => copied.refetch()} />;
  if (from && !copied.data) return <Loading />;
  return <EditPolicy key={from ?? "new"} kind={kind} copied={copied.data} />;
};
