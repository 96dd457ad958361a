import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Spinner from "@cloudscape-design/components/spinner";
import { useParams } from "@tanstack/react-router";
import { ApiProblem } from "../../api/api-problem.ts";
import { useRequest } from "../../api/queries.ts";
import type { AccessRequest } from "../../api/shapes.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { useFrame } from "../../shell/frame.tsx";
import { requestHelp } from "./help.tsx";
import { RequestView } from "./request-view.tsx";

const crumbs = [
  { text: "Requests", href: "/requests" },
  { text: "Request", href: "" },
];

const titleOf = (request: AccessRequest | undefined) =>
  request ? `${request.permissionSet.name} for ${request.requester.displayName}` : "Request";

const NoSuchRequest = () => (
  <Alert type="warning" header="There is no such request, or you may not see it">
    Requests are seen by who sent them, by who may approve them, and by auditors and admins. If somebody sent you the
    link, check with them that it is whole, and that you are in the group that approves.{" "}
    <Link href="/requests">See your requests</Link>
  </Alert>
);

/** One request: where links in mails lead. */
export const RequestPage = () => {
  const { id } = useParams({ strict: false });
  const request = useRequest(id);
  useFrame({ title: titleOf(request.data), crumbs, help: requestHelp });
  if (request.data) return <RequestView request={request.data} />;
  const isUnknown = request.error instanceof ApiProblem && request.error.status === 404;
  return (
    <ContentLayout header={<Header variant="h1">Request</Header>}>
      {isUnknown ? (
        <NoSuchRequest />
      ) : request.error ? (
        <ProblemAlert problem={request.error} retry={() => request.refetch()} />
      ) : (
        <Box textAlign="center" padding="xxl">
          <Spinner size="large" /> Loading
        </Box>
      )}
    </ContentLayout>
  );
};
