import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useParams } from "@tanstack/react-router";
import { useGrant } from "../../api/access.ts";
import { ApiProblem } from "../../api/api-problem.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { useFrame } from "../../shell/frame.tsx";
import { GrantView } from "./grant-view.tsx";
import { grantHelp } from "./help.tsx";

const frame = {
  title: "One access",
  crumbs: [
    { text: "Access", href: "/access" },
    { text: "One access", href: "" },
  ],
  help: grantHelp,
};

/** One grant with what became of it, and what was done with it. */
export const GrantPage = () => {
  useFrame(frame);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const grant = useGrant(id);
  if (grant.data) return <GrantView grant={grant.data} />;
  if (grant.error instanceof ApiProblem && grant.error.status === 404)
    return (
      <SpaceBetween size="m">
        <Header variant="h1">One access</Header>
        <Alert type="warning" header="There is no such access, or you may not see it">
          Access is seen by its holder, by whoever could approve it, by auditors and by admins.{" "}
          <Link href="/access">See the access that you may see</Link>
        </Alert>
      </SpaceBetween>
    );
  if (grant.error) return <ProblemAlert problem={grant.error} retry={() => grant.refetch()} />;
  return (
    <Box textAlign="center" padding="xxl">
      <Spinner size="large" /> Loading
    </Box>
  );
};
