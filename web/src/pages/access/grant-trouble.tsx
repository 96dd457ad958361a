import Box from "@cloudscape-design/components/box";
import type { Grant } from "../../api/shapes.ts";

const words = ({ failure, progress, onStanding, state }: Grant): string[] => [
  ...(failure ? [failure] : []),
  ...(progress?.lastError ? [`AWS: ${progress.lastError}`] : []),
  ...(progress && progress.placeInLine > 0 ? [`${progress.placeInLine} before it in line`] : []),
  ...(progress?.unconfirmedSince ? ["AWS has not confirmed the removal yet"] : []),
  ...(onStanding && state !== "ended" ? ["the assignment was there before and stays"] : []),
];

/** What stands in the way of the state that is wanted, in a line below it. */
export const GrantTrouble = ({ grant }: { grant: Grant }) =>
  words(grant).map((text) => (
    <Box key={text} fontSize="body-s" color="text-body-secondary">
      <span className="as-typed">{text}</span>
    </Box>
  ));
