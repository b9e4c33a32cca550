import clsx from "clsx";
import { BookOpen, ChevronLeft, Cloud, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { CommandBar } from "@/components/ui/command-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { MessageBar } from "@/components/ui/message-bar";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { PortalListItem } from "@/lib/portals/queries";
import { PortalNav } from "./portal-nav";

type Props = {
  path: string;
  portals: readonly PortalListItem[];
  currentId: string | undefined;
  /** the URL names a portal: on a narrow screen it takes the place of the list */
  isChosen: boolean;
  isMissing: boolean;
  /** for the portal that is shown */
  commands: ReactNode;
  children: ReactNode;
};

/** Commands and portals at the left, the details of one at the right. */
export function PortalSplit({ path, portals, currentId, isChosen, isMissing, commands, children }: Props) {
  const t = useTranslations();
  return (
    <Page>
      <PageHeader
        breadcrumb={[{ label: t("shell.navigation.settings") }, { label: t("portals.title") }]}
        title={t("portals.title")}
        count={portals.length}
        description={t("portals.description")}
      />
      {isMissing && <MessageBar tone="warning">{t("portals.notFound")}</MessageBar>}
      {portals.length === 0 ? (
        <div className="rounded border border-line bg-surface">
          <EmptyState
            icon={<Cloud />}
            title={t("portals.empty.title")}
            action={
              <div className="flex flex-wrap justify-center gap-2">
                <ButtonLink appearance="primary" href={`${path}/new`} icon={<Plus aria-hidden />}>
                  {t("portals.empty.action")}
                </ButtonLink>
                <ButtonLink href="/help/entra">{t("portals.empty.guide")}</ButtonLink>
              </div>
            }
          >
            {t("portals.empty.text")}
          </EmptyState>
        </div>
      ) : (
        <div className="flex flex-col gap-3">
          <CommandBar
            end={
              <ButtonLink
                href={`${path}/catalogue`}
                appearance="subtle"
                icon={<BookOpen aria-hidden />}
                className={isChosen ? "max-md:hidden" : undefined}
              >
                {t("portals.catalogue")}
              </ButtonLink>
            }
          >
            <ButtonLink
              appearance="primary"
              href={`${path}/new`}
              icon={<Plus aria-hidden />}
              className={isChosen ? "max-md:hidden" : undefined}
            >
              {t("portals.add")}
            </ButtonLink>
            <div className={clsx(!isChosen && "max-md:hidden")}>
              <CommandBar isFolded>{commands}</CommandBar>
            </div>
          </CommandBar>
          <div className="flex flex-col gap-4 md:flex-row md:items-start">
            <div className={clsx("flex flex-col gap-3 md:w-72 md:shrink-0", isChosen && "max-md:hidden")}>
              <PortalNav portals={portals} currentId={currentId} hrefOf={(id) => `${path}?portal=${id}`} />
            </div>
            <div className={clsx("flex min-w-0 flex-1 flex-col gap-3", !isChosen && "max-md:hidden")}>
              <div className="md:hidden">
                <ButtonLink href={path} appearance="subtle" icon={<ChevronLeft aria-hidden />}>
                  {t("portals.back")}
                </ButtonLink>
              </div>
              {children}
            </div>
          </div>
        </div>
      )}
    </Page>
  );
}
