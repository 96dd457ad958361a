import { useSearch } from "@tanstack/react-router";
import { useFrame } from "../../shell/frame.tsx";
import { AskForm } from "./ask-form.tsx";
import { askHelp } from "./help.tsx";

const frame = {
  title: "Ask for access",
  crumbs: [{ text: "Ask for access", href: "/ask" }],
  help: askHelp,
};

export const AskPage = () => {
  useFrame(frame);
  const { from } = useSearch({ strict: false }) as { from?: string };
  return <AskForm key={from} from={from} />;
};
