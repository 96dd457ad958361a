import Alert from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";

/** Instead of a page that is not for this person: who it is for. The server refuses its figures as well. */
export const MayNotSee = ({ who }: { who: string }) => (
  <Alert type="warning" header="You may not see this">
    This page is for {who}. If that should be you, ask an admin to put you into the group. Go <Link href="/">home</Link>
    , or pick a page on the left.
  </Alert>
);
