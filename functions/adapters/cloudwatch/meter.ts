import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Meter, MeterName } from '../../core/ports/meter.ts';

/** Where our numbers are found in CloudWatch; the alarms ask for them there. */
const NAMESPACE = 'Selfright';

const unitOf = (name: MeterName) => (name.endsWith('_seconds') ? MetricUnit.Seconds : MetricUnit.Count);

/** Numbers in CloudWatch's embedded metric format: each is a line of the log, so that nothing has to be flushed. */
export const embeddedMeter = (lambda: string): Meter => {
  const metrics = new Metrics({ namespace: NAMESPACE, serviceName: lambda });
  return {
    add: (name, value, facts = {}) => {
      const single = metrics.singleMetric();
      for (const [fact, told] of Object.entries(facts)) single.addMetadata(fact, told);
      single.addMetric(name, unitOf(name), value);
    },
  };
};
