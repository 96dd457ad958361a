export const driftHelp = (
  <>
    <p>
      Permission sets that the settings mark as “for temporary use only” should be held through Stint alone. Each hour
      Stint looks who else holds them in AWS, in every account; the newest finding comes first.
    </p>
    <p>
      “Let it stay” is for what is meant to be there, such as emergency access; of your own access another admin says
      it. “Take it away” removes the assignment in AWS, although Stint did not make it. The settings can have Stint do
      that by itself. Where AWS refuses for good, “Call it off” ends the trying, and the assignment may stay.
    </p>
    <p>
      “Forgotten” is what AWS made in the time that a restored database knows nothing of. Stint cannot tell whether it
      was its own, so it removes none of it by itself.
    </p>
  </>
);
