/** Less than a server action takes: what is larger is refused in words, not by a broken connection. */
export const CONTACTS_CSV_BYTES_MAX = 1.5 * 1024 * 1024;
export const CONTACTS_CSV_MIB_MAX = 1.5;
export const CONTACTS_CSV_LINES_MAX = 10_000;
