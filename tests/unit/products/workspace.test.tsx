import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { ProductActions } from "@/components/products/actions";
import { ConsumersTab } from "@/components/products/consumers/consumers-tab";
import { FolderPane } from "@/components/products/folders/folder-pane";
import { ListCommands } from "@/components/products/list-commands";
import { ProductCommands } from "@/components/products/product-commands";
import { ProductGrid } from "@/components/products/product-grid";
import { ProductWorkspace } from "@/components/products/workspace";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale, pickMessages } from "@/lib/i18n/messages";
import { parseListState } from "@/lib/paging/list-state";
import type { ProductDetails, ProductRow } from "@/lib/products/queries";
import type { Folder } from "@/lib/products/tree";

const folders: Folder[] = [
  { id: 1, parentId: null, name: "Microsoft 365", productCount: 0, isSystem: true },
  { id: 2, parentId: 1, name: "Contoso", productCount: 1, isSystem: true },
  { id: 3, parentId: null, name: "Own", productCount: 1, isSystem: false },
];
const imported: ProductRow = {
  ...{ id: 10, name: "Contoso: E3", origin: "portal", folderId: 2, portalName: "Contoso", metric: "user_cal" },
  ...{ consumerCount: 0, status: "fully_licensed", unsyncReason: null, unsyncSince: null },
};
const manual: ProductRow = {
  ...{ id: 11, name: "AutoCAD", origin: "manual", folderId: 3, portalName: null, metric: "device_cal" },
  ...{ consumerCount: 2, status: null, unsyncReason: null, unsyncSince: null },
};
const detailsOf = (row: ProductRow): ProductDetails => ({
  ...row,
  ...{ unsyncSince: null, createdAt: new Date(0), updatedAt: new Date(0), isConcurrent: false, notes: "", version: 1 },
  ...{ createdBy: null, updatedBy: null, compliance: null, licences: [] },
});
const refuse = async () => ({ ok: false as const, error: { code: "not-allowed", params: {}, fields: {} } });
const actions: ProductActions = {
  ...{ addFolder: refuse, renameFolder: refuse, moveFolder: refuse, deleteFolder: refuse, moveProducts: refuse },
  ...{
    addProduct: refuse,
    updateProduct: refuse,
    previewDeletion: refuse,
    deleteProducts: refuse,
    deleteAndExclude: refuse,
  },
};
const consumerActions: NonNullable<ComponentProps<typeof ConsumersTab>["actions"]> = {
  ...{ addPeople: refuse, addDevices: refuse, removeConsumers: refuse, findContacts: refuse },
  ...{ previewConsumerFile: refuse, addConsumersFromFile: refuse },
};
const path = "/licence-management/products";
const state = parseListState({}, { sortable: ["name"], defaultSort: { sort: "name" } });
const router = {} as NonNullable<ComponentProps<typeof AppRouterContext>["value"]>;

/** As the page shows it: with the texts that the page gives to the browser, and no others. */
function show(content: ReactNode, canWrite: boolean, locale: Locale = "en") {
  return renderToStaticMarkup(
    <AppRouterContext value={router}>
      <SearchParamsContext value={new URLSearchParams()}>
        <NextIntlClientProvider
          locale={languageTags[locale]}
          messages={pickMessages(messagesByLocale[locale], ["common", "ui", "errors", "views", "products"])}
          timeZone="Europe/Berlin"
          onError={(error) => {
            throw error;
          }}
        >
          <ProductWorkspace
            actions={canWrite ? actions : null}
            folders={folders}
            rows={[imported, manual].map(({ id, name, folderId }) => ({ id, name, folderId }))}
            matching={{ search: "", total: 2, isCapped: false }}
          >
            {content}
          </ProductWorkspace>
        </NextIntlClientProvider>
      </SearchParamsContext>
    </AppRouterContext>,
  );
}
const list = { path, state };
const all = (canWrite: boolean) => (
  <>
    <ListCommands list={list} folderId={null} />
    <FolderPane list={list} currentId={3} />
    <ProductGrid list={list} rows={[imported, manual]} folders={folders} openId={undefined} canWrite={canWrite} />
  </>
);
const namesOf = (html: string, attribute: string) =>
  [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].map(([, name]) => name);

describe("tree and list of products", () => {
  test("[S55] every row can be selected and dragged, imported ones too, and every folder dropped on", () => {
    const html = show(all(true), true);
    const labels = namesOf(html, "aria-label");
    expect(labels).toEqual(expect.arrayContaining(["Move Contoso: E3", "Move AutoCAD", "Select AutoCAD"]));
    expect(labels).toContain("Select all products of this page");
    expect(new Set(namesOf(html, "data-drop"))).toEqual(new Set(["to-top", "to-1", "to-3"]));
    expect(html).toContain("Add folder");
    expect(html).toContain("2 devices");
  });

  test("viewers find nothing that they may not use", () => {
    const html = show(all(false), false);
    expect(html).not.toMatch(/type="checkbox"|Add product|Add folder|Move AutoCAD|aria-describedby/);
  });

  test.each(locales)("has all its texts: %s", (locale) => {
    expect(show(all(true), true, locale)).toContain("AutoCAD");
  });
});

describe("what can be done with one product", () => {
  const commandsOf = (row: ProductRow) =>
    [
      ...show(<ProductCommands product={detailsOf(row)} closeHref={path} />, true).matchAll(
        /<\/svg>([^<]+)<\/button>/g,
      ),
    ].map(([, label]) => label);

  test("[S52] of an imported one is its folder, and deleting it", () => {
    expect(commandsOf(imported)).toEqual(["Move to…", "Delete"]);
    expect(commandsOf(manual)).toEqual(["Edit", "Move to…", "Delete"]);
  });
});

describe("consumers of a product", () => {
  const tab = (row: ProductRow, canWrite = true) =>
    show(
      <ConsumersTab
        product={detailsOf(row)}
        state={state}
        page={{
          rows: [
            { id: 1, contactId: null, kind: "device", name: "PC-1", detail: "", isGone: false, isCovered: false },
            { id: 2, contactId: 5, kind: "person", name: "Anna", detail: "a@x", isGone: true, isCovered: null },
          ],
          ...{ total: 2, firstRowNumber: 1, nextCursor: null, previousCursor: null },
        }}
        actions={row.origin === "manual" && canWrite ? consumerActions : null}
        hrefOf={() => path}
      />,
      true,
    );

  test("[S57] [S58] by hand are people or devices by the metric; Microsoft 365 is offered nowhere", () => {
    expect(tab(manual)).toContain("Add devices");
    expect(tab({ ...manual, metric: "user_cal" })).toContain("Add people");
    for (const metric of ["user_cal", "device_cal", "installation"] as const) {
      expect(tab({ ...manual, metric })).not.toContain("Microsoft 365");
    }
  });

  test("[S52] of an imported product are shown with the reason why they cannot be changed", () => {
    const html = tab(imported);
    expect(html).toContain("the import finds them");
    expect(html).not.toMatch(/type="checkbox"|Add people|Import file/);
  });

  test("are told apart by coverage and by who left", () => {
    const html = tab(manual, false);
    expect(html).toContain("Not covered");
    expect(html).toContain("a@x · Left the tenant");
  });
});
