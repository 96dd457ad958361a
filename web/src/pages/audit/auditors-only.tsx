import type { ReactNode } from "react";
import { useMe } from "../../api/queries.ts";
import type { Me } from "../../api/shapes.ts";
import { MayNotSee } from "../../parts/may-not-see.tsx";

/** Shows a page of the audit to auditors, and to nobody else: being admin does not open it. The server refuses anyway. */
export const AuditorsOnly = ({ children }: { children: (me: Me) => ReactNode }) => {
  const me = useMe().data;
  if (!me) return null;
  return me.personas.auditor ? children(me) : <MayNotSee who="auditors" />;
};
