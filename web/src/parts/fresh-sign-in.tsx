import Button from "@cloudscape-design/components/button";
import { ApiProblem } from "../api/api-problem.ts";
import { freshSignIn } from "../api/sign-in-again.ts";

/** Whether all that is missing is to prove anew who one is. */
export const needsFreshSignIn = (problem: Error): boolean =>
  problem instanceof ApiProblem && problem.body.code === "decision.sign-in-too-old";

export const freshSignInWords = "Sign in again, then come back here: what you typed stays.";

/** In a new tab, so that what is typed stays; the session it makes is this tab's too. */
export const FreshSignInButton = () => (
  <Button href={freshSignIn()} target="_blank" iconName="external" iconAlign="right">
    Sign in again
  </Button>
);
