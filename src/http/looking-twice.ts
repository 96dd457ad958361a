import { isDatabaseAway } from "../store/database-away.ts";

/**
 * Answers what is seen; where the database is away it says yes once, and fails when it still is at the next look. A pause of the
 * database would end all lines of the process in one moment, and all would come back in one moment. Nothing is told meanwhile that
 * needs authority: who may see an event is read with the event.
 */
export const lookingTwice = (look: () => Promise<boolean>): (() => Promise<boolean>) => {
  let couldNotLook = false;
  return async () => {
    try {
      const answer = await look();
      couldNotLook = false;
      return answer;
    } catch (problem) {
      if (couldNotLook || !isDatabaseAway(problem)) throw problem;
      couldNotLook = true;
      return true;
    }
  };
};
