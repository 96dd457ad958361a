export const askHelp = (
  <>
    <p>Choose one or more accounts, then a role that you may ask for in all of them.</p>
    <p>
      As you type, Stint says whether approval is needed, who can give it, and the longest duration. A late approval
      keeps the full duration.
    </p>
    <p>What you typed is kept in this tab until you send it, also when you have to sign in again.</p>
  </>
);
