import type { DashboardText } from './panels.ts';

const REQUESTS = 'sum by (service) (rate(http_server_requests_total[$__rate_interval]))';

/** The patient: the shop's services and what they depend on. */
export const STOREFRONT: DashboardText = {
  uid: 'storefront',
  title: 'Storefront',
  from: 'now-15m',
  panels: [
    {
      title: 'Requests by service',
      says: 'All answers',
      unit: 'reqps',
      lines: [{ expr: REQUESTS, legend: '{{service}}' }],
    },
    {
      title: 'Share of server errors',
      says: 'Answers of 500 and above',
      unit: 'percentunit',
      lines: [
        {
          expr: `(sum by (service) (rate(http_server_requests_total{status=~"5.."}[$__rate_interval])) or 0 * ${REQUESTS}) / ${REQUESTS}`,
          legend: '{{service}}',
        },
      ],
    },
    {
      title: 'Slowest twentieth of requests',
      says: 'The fastest of them took this long',
      unit: 's',
      lines: [
        {
          expr: 'histogram_quantile(0.95, sum by (service, le) (rate(http_server_request_duration_seconds_bucket[$__rate_interval])))',
          legend: '{{service}}',
        },
      ],
    },
    {
      title: 'Calls to dependencies that fail',
      says: 'As the caller sees them',
      unit: 'reqps',
      lines: [
        {
          expr: 'sum by (service, dependency, outcome) (rate(dependency_requests_total{outcome!="ok"}[$__rate_interval]))',
          legend: '{{service}} to {{dependency}}: {{outcome}}',
        },
      ],
    },
    {
      title: 'Database connections in use, of those allowed',
      says: 'At 1 the next request waits',
      unit: 'percentunit',
      lines: [
        {
          expr: 'sum by (instance) (db_pool_connections{state="used"}) / sum by (instance) (db_pool_max)',
          legend: '{{instance}}',
        },
      ],
    },
    {
      title: 'Requests that wait for a connection, and that gave up',
      says: 'Giving up is an error that the customer sees',
      unit: 'short',
      lines: [
        { expr: 'sum by (service) (db_pool_waiting)', legend: '{{service}} waits' },
        {
          expr: 'sum by (service) (rate(db_pool_acquire_timeouts_total[$__rate_interval]))',
          legend: '{{service}} gave up',
        },
      ],
    },
    {
      title: 'Payments by version and outcome',
      says: 'Which release answers, and how',
      unit: 'reqps',
      lines: [
        {
          expr: 'sum by (version, outcome) (rate(dependency_requests_total{dependency="payments"}[$__rate_interval]))',
          legend: '{{version}} {{outcome}}',
        },
      ],
    },
    {
      title: 'Paid orders that wait for shipping',
      says: 'The backlog of fulfilment',
      unit: 'short',
      lines: [{ expr: 'sum(orders_backlog)', legend: 'orders' }],
    },
    {
      title: 'Memory',
      says: 'By process',
      unit: 'bytes',
      lines: [{ expr: 'process_resident_memory_bytes', legend: '{{instance}}' }],
    },
    {
      title: 'Processor',
      says: 'Of one core',
      unit: 'percentunit',
      lines: [{ expr: 'rate(process_cpu_seconds_total[$__rate_interval])', legend: '{{instance}}' }],
    },
  ],
};
