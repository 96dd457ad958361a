export const grantHelp = (
  <>
    <p>One grant: one person, one account, one role, one window. Its state is what AWS confirmed.</p>
    <p>
      Access can be ended by its holder, by whoever could approve it now, and by admins. Credentials that AWS issued
      shortly before the end work until the time that is shown.
    </p>
    <p>
      <strong>Activity</strong> is what was done with the access, as AWS CloudTrail recorded it. Its holder, the
      approvers of the request and auditors may see it.
    </p>
  </>
);
