export const approvalHelp = (
  <>
    <p>An approval policy says who decides about requests in which accounts, and how many must approve.</p>
    <p>
      All policies that match add up: whoever one of them names may decide, and the largest number of approvals holds.
    </p>
    <p>
      Nobody decides their own request. Who decides is looked up when the decision is made: who left the group cannot
      decide any more, who joined can.
    </p>
    <p>If approval is required and nobody but the requester could give it, the request is refused at once.</p>
  </>
);
