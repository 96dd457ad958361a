import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import Spinner from "@cloudscape-design/components/spinner";
import { useParams } from "@tanstack/react-router";
import { ApiProblem } from "../../api/api-problem.ts";
import { useRequest } from "../../api/queries.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { useFrame } from "../../shell/frame.tsx";
import { requestHelp } from "./help.tsx";
import { RequestView } from "./request-view.tsx";

const frame = {
  title: "Request",
  crumbs: [
    { text: "Requests", href: "/requests" },
    { text: "Request", href: "" },
  ],
  help: requestHelp,
};

/** One request: where links in mails lead. */
export const RequestPage = () => {
  useFrame(frame);
  const { id } = useParams({ strict: false });
  const request = useRequest(id);
  if (request.data) return <RequestView request={request.data} />;
  if (request.error instanceof ApiProblem && request.error.status === 404)
    return (
      <Alert type="warning" header="There is no such request, or you may not see it">
        If somebody sent you the link, ask them which policy names you. <Link href="/requests">See your requests</Link>
      </Alert>
    );
  if (request.error) return <ProblemAlert problem={request.error} retry={() => request.refetch()} />;
  return (
    <Box textAlign="center" padding="xxl">
      <Spinner size="large" /> Loading
    </Box>
  );
};
