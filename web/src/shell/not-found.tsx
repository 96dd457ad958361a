import Alert from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";

export const NotFound = () => (
  <Alert type="warning" header="There is no such page">
    Go <Link href="/">home</Link>, or pick a page on the left.
  </Alert>
);
