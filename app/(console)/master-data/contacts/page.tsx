import { getTranslations } from "next-intl/server";
import { ContactDrawer } from "@/components/contacts/contact-drawer";
import { ContactList } from "@/components/contacts/contact-list";
import { neighboursOf } from "@/components/portals/neighbours";
import { ClientMessages } from "@/components/shell/client-messages";
import { MissingDrawer } from "@/components/ui/missing-drawer";
import { can } from "@/lib/auth/permissions";
import { requireAccount } from "@/lib/auth/session";
import { contactListOptions, findContact, listContacts, listSkuTitles } from "@/lib/contacts/queries";
import { listHref, parseListState } from "@/lib/paging/list-state";
import { listPortalNames } from "@/lib/portals/queries";
import { readId } from "@/lib/portals/read-id";
import { createContact, deleteContacts, previewDeletion, updateContact } from "./actions";

const path = "/master-data/contacts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("contacts"))("title") };
}

export default async function ContactsPage({ searchParams }: Props) {
  const account = await requireAccount();
  const params = await searchParams;
  const state = parseListState(params, contactListOptions);
  const list = { path, state };
  const actions = can(account, "contacts:write")
    ? { createContact, updateContact, previewDeletion, deleteContacts }
    : null;
  const openId = readId(params.contact);
  const [page, portals, skus, contact] = await Promise.all([
    listContacts(state),
    listPortalNames(),
    listSkuTitles(state.filters.sku ?? []),
    openId === undefined ? null : findContact(openId),
  ]);
  return (
    <ClientMessages namespaces={["contacts"]}>
      <ContactList list={list} page={page} portals={portals} skus={skus} openId={contact?.id} actions={actions} />
      {contact && (
        <ContactDrawer contact={contact} actions={actions} {...neighboursOf(list, "contact", page.rows, contact.id)} />
      )}
      {openId !== undefined && !contact && <MissingDrawer closeHref={listHref(list.path, list.state)} />}
    </ClientMessages>
  );
}
