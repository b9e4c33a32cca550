/** Whether nothing but trials is subscribed to of the licence of that alias: nobody pays for it, and it ends. */
export const isTrialLicence = (licence: string) => `coalesce((
  select bool_and(e.is_trial) from subscription e where e.licence_id = ${licence}.id and e.gone_at is null), false)`;
