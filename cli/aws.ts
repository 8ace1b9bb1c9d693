import { EMULATOR_AWS } from '../localstack/emulator.ts';

/** How clients of AWS reach the stack: the emulator at its endpoint; else as the environment says. */
export const clientSettings = (endpoint: string | undefined) => {
  if (endpoint === undefined) return {};
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = EMULATOR_AWS;
  return { endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } };
};
