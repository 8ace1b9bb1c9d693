/** How a test's clients reach the emulator that the set-up started. */
export const emulated = () => {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  if (endpoint === undefined) throw new Error('AWS_ENDPOINT_URL is not set: integration tests need the emulator');
  return { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
};
