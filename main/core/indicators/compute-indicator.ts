import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { IndicatorSpec, InputColumns, ParamSpec } from './indicator-spec.ts';
import { INDICATORS, INDICATOR_NAMES, isIndicatorName } from './registry.ts';

/** Why an indicator was not computed: a code, a sentence for a person that names what is allowed. */
export interface IndicatorError {
  readonly code:
    | 'UNKNOWN_INDICATOR'
    | 'UNKNOWN_PARAMETER'
    | 'PARAMETER_OUT_OF_RANGE'
    | 'MISSING_COLUMN'
    | 'COLUMN_LENGTHS_DIFFER'
    | 'NOT_A_NUMBER';
  readonly message: string;
}

const refuse = (code: IndicatorError['code'], message: string) => err<IndicatorError>({ code, message });

/**
 * Computes an indicator by name over whole columns (prices in quote units, volume in base units).
 * Columns not named in the indicator's `inputs` are ignored. Output columns have the input's length; a value without
 * a full look-back is NaN. Refuses unknown names and parameters, values out of range, missing or ragged columns and
 * entries that are not finite.
 */
export function computeIndicator(
  name: string,
  params: Readonly<Record<string, number>>,
  columns: InputColumns,
): Result<Record<string, Float64Array>, IndicatorError> {
  if (!isIndicatorName(name)) {
    return refuse('UNKNOWN_INDICATOR', `There is no indicator "${name}". Known: ${INDICATOR_NAMES.join(', ')}.`);
  }
  const spec: IndicatorSpec = INDICATORS[name];
  const wrong = checkParams(spec, params) ?? checkColumns(spec, columns);
  return wrong ?? ok(spec.batch(columns, params));
}

type Refusal = ReturnType<typeof refuse>;

function checkParams(spec: IndicatorSpec, params: Readonly<Record<string, number>>): Refusal | undefined {
  for (const [name, value] of Object.entries(params)) {
    const param = Object.hasOwn(spec.params, name) ? spec.params[name] : undefined;
    if (param === undefined) {
      const allowed = Object.keys(spec.params).join(', ') || 'none';
      return refuse('UNKNOWN_PARAMETER', `${spec.name} has no parameter "${name}". Allowed: ${allowed}.`);
    }
    if (!inRange(value, param)) {
      const kind = param.fraction === true ? 'a number' : 'a whole number';
      const range = `${kind} from ${param.min} to ${param.max} (default ${param.default})`;
      return refuse('PARAMETER_OUT_OF_RANGE', `${spec.name}: ${name} is ${value}, allowed is ${range}.`);
    }
  }
  const reason = spec.refuse(params);
  return reason === undefined ? undefined : refuse('PARAMETER_OUT_OF_RANGE', `${spec.name}: ${reason}.`);
}

function inRange(value: number, param: ParamSpec): boolean {
  if (!Number.isFinite(value) || value < param.min || value > param.max) return false;
  return param.fraction === true || Number.isInteger(value);
}

function checkColumns(spec: IndicatorSpec, columns: InputColumns): Refusal | undefined {
  const first = spec.inputs[0];
  const length = first === undefined ? 0 : columns[first]?.length;
  for (const name of spec.inputs) {
    const column = columns[name];
    if (column === undefined) {
      return refuse('MISSING_COLUMN', `${spec.name} needs the columns ${spec.inputs.join(', ')}; ${name} is missing.`);
    }
    if (column.length !== length) {
      const lengths = `${first} has ${length} rows, ${name} has ${column.length}`;
      return refuse('COLUMN_LENGTHS_DIFFER', `${spec.name}: columns must have equal lengths, ${lengths}.`);
    }
    const row = column.findIndex((value) => !Number.isFinite(value));
    if (row >= 0) {
      return refuse(
        'NOT_A_NUMBER',
        `${spec.name}: column ${name}, row ${row} holds ${column[row]}, not a finite number.`,
      );
    }
  }
  return undefined;
}
