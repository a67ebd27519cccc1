import { groupedBy } from '../../kernel/loaders';
import type { StatedItem, StatedPart } from './domain/difference';
import type { ItemContents, PlanItemContent, PlannedControlContent } from './plan-item.repository';

/** All that boards decided on in items, by the id of the item. */
export function statedItems({ items, controls, actions }: ItemContents): Map<string, StatedItem> {
  const controlsOf = groupedBy(controls, ({ itemId }) => itemId);
  const actionsOf = groupedBy(actions, ({ itemId }) => itemId);
  return new Map(
    items.map((item) => [
      item.id,
      {
        own: ownPart(item),
        risk: item.risk && riskPart(item.risk),
        controls: new Map(
          (controlsOf.get(item.id) ?? []).map(({ controlId, ...control }) => [
            controlId,
            controlPart(control),
          ]),
        ),
        actions: new Map(
          (actionsOf.get(item.id) ?? []).map(({ actionId, definition }) => [
            actionId,
            copyPart(definition),
          ]),
        ),
      },
    ]),
  );
}

/** A risk has its own score and no process of the item; its title is the item's. */
function ownPart(item: PlanItemContent): StatedPart {
  const { kind, title, note, isTested, notApplicableReason, process, risk, score, secrecy } = item;
  const own = risk ? { process: null, score: null } : { process, score: withoutWords(score) };
  return { values: { kind, title, note, isTested, notApplicableReason, ...own }, secrecy };
}

function riskPart(risk: NonNullable<PlanItemContent['risk']>): StatedPart {
  const { inherent, current, residual, title: _title, ...texts } = risk;
  const part = copyPart(texts);
  const assessments = {
    inherent: withoutWords(inherent),
    current: withoutWords(current),
    residual: withoutWords(residual),
  };
  return { ...part, values: { ...part.values, ...assessments } };
}

function controlPart({
  methods,
  population,
  sample,
  definition,
}: Omit<PlannedControlContent, 'controlId'>): StatedPart {
  const part = copyPart(definition);
  return { ...part, values: { ...part.values, methods, population, sample } };
}

function copyPart({ secrecy, ...copy }: StatedCopy): StatedPart {
  const { sensitivity: _own, isMasked: _guard, ...values } = copy as Record<string, unknown>;
  return { values, secrecy };
}
type StatedCopy = object & { readonly secrecy: StatedPart['secrecy'] };

/** A score by its levels and the code of its band: the words follow from the scheme. */
function withoutWords(score: object | null): object | null {
  if (!score) return null;
  const { likelihoodWord, consequenceWord, band, ...values } = score as Record<string, unknown>;
  return { ...values, band: band ? (band as { code: unknown }).code : null };
}
