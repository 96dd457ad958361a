export const askHelp = (
  <>
    <p>
      Choose one or more accounts, then a role that you may ask for in all of them. The search finds accounts by name,
      id, organisational unit and role.
    </p>
    <p>
      As you type, Stint says whether approval is needed, who can give it, and the longest duration. A late approval
      keeps the full duration.
    </p>
    <p>
      Make what you ask for often a favourite: it then fills the form with one click. An address with accounts and a
      role in it, such as a favourite’s, can be shared too.
    </p>
    <p>What you typed is kept in this tab until you send it, also when you have to sign in again.</p>
  </>
);
