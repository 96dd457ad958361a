import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { ApiProblem } from "../api/api-problem.ts";
import { FreshSignInButton, freshSignInWords, needsFreshSignIn } from "./fresh-sign-in.tsx";
import { spokenInstants } from "./spoken-instants.ts";

const isFinal = (problem: Error) => problem instanceof ApiProblem && [403, 404].includes(problem.status);

/** What went wrong, in the server's words, and the way on. */
export const ProblemAlert = ({ problem, retry }: { problem: Error; retry?: () => void }) => {
  const body = problem instanceof ApiProblem ? problem.body : undefined;
  const others = body?.reasons?.slice(1) ?? [];
  return (
    <Alert
      type="error"
      header={spokenInstants(problem.message)}
      {...(needsFreshSignIn(problem) ? { action: <FreshSignInButton /> } : {})}
      {...(retry && !isFinal(problem) ? { action: <Button onClick={retry}>Try again</Button> } : {})}
    >
      {others.map(({ code, message }) => (
        <p key={code + message}>{spokenInstants(message)}</p>
      ))}
      {needsFreshSignIn(problem) ? <p>{freshSignInWords}</p> : null}
      {body?.requestId ? <small>Request id {body.requestId}</small> : null}
    </Alert>
  );
};
