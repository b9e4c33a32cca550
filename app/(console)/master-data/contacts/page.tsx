import { getTranslations } from "next-intl/server";
import { ContactDrawer } from "@/components/contacts/contact-drawer";
import { ContactList } from "@/components/contacts/contact-list";
import { neighboursOf } from "@/components/portals/neighbours";
import { requireAccount } from "@/lib/auth/session";
import { contactFilters, contactSortKeys, findContact, listContacts } from "@/lib/contacts/queries";
import { parseListState } from "@/lib/paging/list-state";
import { listPortalNames } from "@/lib/portals/queries";
import { readId } from "@/lib/portals/read-id";

const path = "/master-data/contacts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("contacts"))("title") };
}

export default async function ContactsPage({ searchParams }: Props) {
  await requireAccount();
  const params = await searchParams;
  const state = parseListState(params, {
    sortable: contactSortKeys,
    defaultSort: { sort: "name" },
    filters: contactFilters,
  });
  const list = { path, state };
  const openId = readId(params.contact);
  const [page, portals, contact] = await Promise.all([
    listContacts(state),
    listPortalNames(),
    openId === undefined ? null : findContact(openId),
  ]);
  return (
    <>
      <ContactList list={list} page={page} portals={portals} openId={contact?.id} />
      {contact && <ContactDrawer contact={contact} {...neighboursOf(list, "contact", page.rows, contact.id)} />}
    </>
  );
}
