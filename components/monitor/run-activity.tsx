import { ClientMessages } from "@/components/shell/client-messages";
import { OpenRunsLink } from "./open-runs-link";

/** For the top bar of every page: what runs now, and the way to it. Nothing while nothing runs. */
export function RunActivity() {
  return (
    <ClientMessages namespaces={["monitor"]}>
      <OpenRunsLink />
    </ClientMessages>
  );
}
