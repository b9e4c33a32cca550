import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { setLocale, setTheme } from "@/app/preferences-actions";
import { KeepSignedIn } from "@/components/accounts/keep-signed-in";
import { visiblePlaces } from "@/components/accounts/visible-places";
import { ViewsProvider } from "@/components/data-grid/views-provider";
import { RunActivity } from "@/components/monitor/run-activity";
import { GlobalSearch } from "@/components/search/global-search";
import { Shell } from "@/components/shell/shell";
import { listSavedViews } from "@/lib/accounts/saved-views";
import { requireAccount } from "@/lib/auth/session";
import { readPreferences } from "@/lib/i18n/locale";
import packageJson from "@/package.json";
import { signOut } from "./actions";
import { deleteView, renameView, saveView } from "./views-actions";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const account = await requireAccount();
  const { theme, isNavigationCollapsed } = await readPreferences();
  const t = await getTranslations("accounts.roles");
  return (
    <Shell
      account={{ name: account.displayName, role: t(account.role) }}
      version={packageJson.version}
      theme={theme}
      isNavigationCollapsed={isNavigationCollapsed}
      search={<GlobalSearch account={account} />}
      activity={<RunActivity />}
      nav={visiblePlaces(account)}
      setLocale={setLocale}
      setTheme={setTheme}
      signOut={signOut}
    >
      <KeepSignedIn />
      <ViewsProvider views={await listSavedViews(account)} actions={{ saveView, renameView, deleteView }}>
        {children}
      </ViewsProvider>
    </Shell>
  );
}
