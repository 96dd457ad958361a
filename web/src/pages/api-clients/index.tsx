import { useMe } from "../../api/queries.ts";
import { MayNotSee } from "../../parts/may-not-see.tsx";
import { useFrame } from "../../shell/frame.tsx";
import { ClientsView } from "./clients-view.tsx";
import { apiClientsHelp } from "./help.tsx";

const frame = {
  title: "API clients",
  crumbs: [{ text: "API clients", href: "/admin/api-clients" }],
  help: apiClientsHelp,
};

/** The machines that may act as somebody. */
export const ApiClientsPage = () => {
  useFrame(frame);
  const me = useMe().data;
  if (!me) return null;
  if (!me.personas.admin && !me.personas.auditor) return <MayNotSee who="admins and auditors" />;
  return <ClientsView mayMake={me.abilities.manageApiClients} />;
};
