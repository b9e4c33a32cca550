/** Microsoft's list had 1.1 MiB in 2026. */
export const CATALOGUE_BYTES_MAX = 8 * 1024 * 1024;

/** Microsoft's list had 619 SKUs in 2026. One with fewer than this is a part of it, or something else. */
export const CATALOGUE_SKUS_MIN = 50;

/** As people read it. */
export const CATALOGUE_MIB_MAX = CATALOGUE_BYTES_MAX / 1024 / 1024;
