import Alert from "@cloudscape-design/components/alert";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import type { ReactNode } from "react";
import { useMe } from "../../api/queries.ts";

/** Shows a page of the audit to auditors; tells others that it is not for them. The server refuses them anyway. */
export const AuditorsOnly = ({ children }: { children: ReactNode }) => {
  const me = useMe().data;
  if (!me) return null;
  if (me.personas.auditor) return children;
  return (
    <ContentLayout header={<Header variant="h1">You may not see this</Header>}>
      <Alert type="warning">
        The audit pages are for auditors; being admin does not open them. Your own requests and access are on{" "}
        <Link href="/">your home page</Link>.
      </Alert>
    </ContentLayout>
  );
};
