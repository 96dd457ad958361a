export const eligibilityHelp = (
  <>
    <p>
      An eligibility policy says who may ask for which permission sets in which accounts, for how long at most, and
      whether somebody must approve.
    </p>
    <p>
      What counts for a request are the policies that match this person, this account and this permission set, and only
      those. If one of them requires approval, it is required. The longest maximum among them holds.
    </p>
    <p>An organisational unit means the accounts directly in it, unless everything below is included.</p>
    <p>What a policy names and is gone has no effect and stops nothing else. It is marked until somebody removes it.</p>
  </>
);
