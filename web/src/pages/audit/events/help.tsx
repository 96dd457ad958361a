export const eventsHelp = (
  <>
    <p>
      Everything that happened: decisions, transitions, changes of policies and settings, sign-ins and refusals. Nothing
      in it is ever changed.
    </p>
    <h3>Narrow it down</h3>
    <p>
      Filters hold together: a person, an account, a role, what happened, over any period. The address holds what you
      see: copy it to share it.
    </p>
    <h3>Download</h3>
    <p>
      Both files hold all that match, not only this page. CSV is for reading in a spreadsheet. JSON holds each event as
      it was hashed, so that the chain can be verified without Stint.
    </p>
    <h3>The chain</h3>
    <p>
      Each event holds the hash of the one before, so a changed or missing event is found. Stint verifies new events
      every minute and all of them once a day. Events that were cut off before they were verified cannot be missed: keep
      an export elsewhere now and then.
    </p>
  </>
);
