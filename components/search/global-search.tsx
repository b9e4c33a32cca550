import { ClientMessages } from "@/components/shell/client-messages";
import { reachableFor } from "./places";
import { SearchLauncher } from "./search-launcher";

/** For the top bar of every page: the search that leads to whatever this person may see. */
export function GlobalSearch({ account }: { account: { role: string } }) {
  return (
    <ClientMessages namespaces={["search"]}>
      <SearchLauncher reachable={reachableFor(account)} />
    </ClientMessages>
  );
}
