/** The source of what we find wrong with ourselves; there is no such source at the webhook. */
export const OURSELVES = 'selfright';

/** The service that such a trouble is about: the way on which alerts come to us. */
export const PIPELINE_SERVICE = 'selfright-pipeline';

/** Whether a service is a part of ourselves: nothing that our runbooks know can explain its trouble. */
export const isOurOwn = (service: string): boolean => service.startsWith(`${OURSELVES}-`);
