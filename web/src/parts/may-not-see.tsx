import Alert from "@cloudscape-design/components/alert";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";

/** Instead of a page that is not for this person: who it is for. The server refuses its figures as well. */
export const MayNotSee = ({ who }: { who: string }) => (
  <ContentLayout header={<Header variant="h1">You may not see this</Header>}>
    <Alert type="warning">
      This page is for {who}. If that should be you, ask an admin to put you into the group. Go{" "}
      <Link href="/">home</Link>, or pick a page on the left.
    </Alert>
  </ContentLayout>
);
