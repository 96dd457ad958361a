export const emergencyStopHelp = (
  <>
    <p>
      Ends all access of a person, to an account, by a permission set, or all there is, at once and before all other
      work. Requests in it that wait are cancelled.
    </p>
    <p>
      Until an admin lifts the stop, nothing in it can be asked for, approved or started. What it ended stays ended.
    </p>
    <p>
      Not touched: assignments that Stint did not make, access by other ways than Identity Center, and, unless they are
      cut, credentials that were issued before. Somebody who may be compromised should also be disabled in Identity
      Center: that ends their sign-in, and their right to decide.
    </p>
  </>
);
