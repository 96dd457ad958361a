import Alert from "@cloudscape-design/components/alert";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import { useFrame } from "./frame.tsx";

const frame = { title: "No such page", crumbs: [], help: null };

export const NotFound = () => {
  useFrame(frame);
  return (
    <ContentLayout header={<Header variant="h1">There is no such page</Header>}>
      <Alert type="warning">
        Go <Link href="/">home</Link>, or pick a page on the left.
      </Alert>
    </ContentLayout>
  );
};
