import { useMe } from "../../api/queries.ts";
import { useFrame } from "../../shell/frame.tsx";
import { requestsHelp } from "./help.tsx";
import { RequestsList } from "./requests-list.tsx";

const frame = { title: "Requests", crumbs: [{ text: "Requests", href: "/requests" }], help: requestsHelp };

/** Requests by view. What is seen is in the address: it can be shared, and the browser's back button works. */
export const RequestsPage = () => {
  useFrame(frame);
  const me = useMe().data;
  return me ? <RequestsList me={me} /> : null;
};
