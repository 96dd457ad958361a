import { ProblemAlert } from "../../../parts/problem-alert.tsx";
import { ActivityFrame } from "./activity-frame.tsx";

export const ActivityProblem = (facts: { problem: Error; retry: () => void }) => (
  <ActivityFrame>
    <ProblemAlert {...facts} />
  </ActivityFrame>
);
