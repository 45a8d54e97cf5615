// A story in Swagger UI, told on the demonstration network by people who know it from this page only: a waiting list is planned and explained, rules are tried
// and changed, a request goes to another partner, the co-ordinator is let in and out again, and the plan is applied.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { credentials, startBrowser } from "./browser.mjs";
import { authorise, openDocs, tryOut } from "./swagger.mjs";

const [library, housing] = credentials.clients.filter((client) => client.role === "partner");
const coordinator = credentials.clients.find((client) => client.role === "coordinator");

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const last = (address) => address.split("/").at(-1);

test("from a waiting list to a plan that is applied", async (t) => {
  const page = await openDocs(t, browser);
  const expect = async (status, group, id, options) => {
    const answer = await tryOut(page, group, id, options);
    assert.equal(answer.status, status, answer.text);
    return answer;
  };
  /** A step of the story; one that fails ends it. */
  const step = async (name, tell) => {
    let failure;
    await t.test(name, async () => {
      try {
        await tell();
      } catch (error) {
        throw (failure = error);
      }
    });
    if (failure) throw new Error(`the story ends at: ${name}`);
  };
  let plan;

  await step("the library service plans its waiting list: who helps whom, who waits and why, what would help", async () => {
    await authorise(page, library);
    const operation = await expect(202, "matching", "create_match_plan", { picture: "story/1-plan-taken-on" });
    const id = last(operation.headers.location);
    const progress = () => expect(200, "matching", "get_operation", { fill: { operation_id: id }, picture: "story/1-progress" });
    let { body } = await progress();
    while (body.status !== "ready") {
      assert.ok(["queued", "running"].includes(body.status), body.status);
      ({ body } = await progress());
    }
    plan = (await expect(200, "matching", "get_match_plan", { fill: { match_plan_id: last(body.result_url) }, picture: "story/1-plan" })).body;
    const { arrangements, waiting, shortages, lower_bound, objective, one_by_one } = plan.outcome;
    const told = [...arrangements, ...waiting].map(({ request_id }) => request_id);
    assert.deepEqual(told.sort(), [...plan.request_ids].sort(), "each request is arranged or waits");
    assert.ok(arrangements.length > 0 && waiting.length > 0 && shortages.length > 0);
    assert.ok(lower_bound <= objective && objective <= one_by_one);
    for (const { score, parts } of arrangements) assertAdds(score, parts);
    for (const { because, funnel } of waiting) {
      assert.ok(because);
      assert.equal(funnel.considered, funnel.passed + sum(funnel.rejected.map(({ count }) => count)));
    }
    for (const shortage of shortages) assert.ok(shortage.would_help > 0 && shortage.worth > 0 && shortage.weekday);
  });

  let proposed;

  await step("one proposal is explained: the parts of its score", async () => {
    const ranking = (await expect(201, "matching", "create_proposals", { picture: "story/2-proposals" })).body;
    proposed = ranking.items;
    assert.ok(proposed.length > 1);
    for (const { score, parts } of proposed) assertAdds(score, parts);
    assert.equal(ranking.considered, ranking.passed + sum(ranking.rejected.map(({ count }) => count)));
    const fill = { request_id: ranking.request_id, affiliation_id: proposed[0].affiliation_id };
    const best = (await expect(200, "matching", "explain_champion", { fill, picture: "story/2-proposed" })).body;
    assert.deepEqual([best.outcome, best.place, best.best.score], ["proposed", 1, proposed[0].score]);
    assert.ok(best.rules.every(({ rejects }) => rejects === false));
  });

  await step("other champions are explained away: one by a rule, one by the score", async () => {
    const champions = (await expect(200, "champions", "list_affiliations")).body.items;
    const taken = new Set(proposed.map(({ affiliation_id }) => affiliation_id));
    const other = champions.find(({ id }) => !taken.has(id));
    const request_id = proposed[0].request_id;
    const why = { fill: { request_id, affiliation_id: other.id }, picture: "story/3-by-a-rule" };
    const rejected = (await expect(200, "matching", "explain_champion", why)).body;
    assert.equal(rejected.outcome, "rejected");
    assert.equal(rejected.rules.filter(({ rejects }) => rejects).length, 1, "the first rule that fails");
    const fill = { request_id, affiliation_id: proposed[1].affiliation_id, limit: "1" };
    const outranked = (await expect(200, "matching", "explain_champion", { fill, picture: "story/3-by-the-score" })).body;
    assert.equal(outranked.outcome, "outranked");
    assert.ok(outranked.best.score <= outranked.least_proposed_score);
  });

  await step("rules are tried on past requests, and then changed; what is odd about them is said", async () => {
    const now = await expect(200, "matching", "get_policy");
    const tried = (await expect(200, "matching", "dry_run_policy", { picture: "story/4-dry-run" })).body;
    assert.equal(tried.version, now.body.version);
    assert.ok(tried.after.proposed < tried.before.proposed, "stricter rules propose for fewer requests");
    assert.equal(tried.requests.filter(({ outcome }) => outcome === "lost").length, tried.before.proposed - tried.after.proposed);
    assert.deepEqual((await expect(200, "matching", "get_policy")).body, now.body, "a dry run changes nothing");
    const change = { fill: { "If-Match": now.headers.etag }, picture: "story/4-changed" };
    const changed = (await expect(200, "matching", "update_policy", change)).body;
    assert.equal(changed.version, now.body.version + 1);
    assert.ok(changed.warnings.length > 0 && changed.warnings.every(({ pointer, detail }) => pointer && detail));
    await expect(412, "matching", "update_policy", { ...change, picture: "story/4-changed-meanwhile" });
  });

  let gone;

  await step("a request goes to the housing association with consent, which sees who asks once it accepts", async () => {
    const asked = (await expect(200, "requests", "get_request")).body;
    const learner = (await expect(200, "learners", "get_learner", { fill: { learner_id: asked.learner_id } })).body;
    const consents = await expect(200, "consents", "list_consents", { fill: { learner_id: learner.id }, picture: "story/5-consents" });
    assert.ok(consents.body.items.some(({ purpose, holds }) => purpose === "referral" && holds));
    const without = plan.outcome.arrangements.find(({ request_id }) => request_id !== asked.id).request_id;
    const refused = { body: (example) => ({ ...example, request_id: without }), picture: "story/5-no-consent" };
    assert.equal((await expect(409, "requests", "create_referral", refused)).body.code, "referral_consent_required");
    const offer = (await expect(201, "requests", "create_referral", { picture: "story/5-offered" })).body;

    await authorise(page, housing);
    const seen = await expect(200, "requests", "get_referral", { fill: { referral_id: offer.id }, picture: "story/5-before" });
    assert.equal(seen.body.request_id, null);
    for (const identity of [learner.id, learner.name, learner.postcode, asked.id, asked.goal]) assert.ok(!seen.text.includes(identity), identity);
    await expect(404, "requests", "get_request", { fill: { request_id: asked.id } });
    await expect(404, "learners", "get_learner", { fill: { learner_id: learner.id } });

    const accepted = (await expect(200, "requests", "accept_referral", { fill: { referral_id: offer.id }, picture: "story/5-accepted" })).body;
    const given = (await expect(200, "requests", "get_request", { fill: { request_id: accepted.request_id } })).body;
    assert.equal(given.goal, asked.goal);
    const known = await expect(200, "learners", "get_learner", { fill: { learner_id: given.learner_id }, picture: "story/5-afterwards" });
    assert.equal(known.body.name, learner.name);
    gone = asked.id;

    await authorise(page, library);
    const left = (await expect(200, "requests", "get_request", { fill: { request_id: asked.id }, picture: "story/5-referred-on" })).body;
    assert.deepEqual([left.state, left.learner_id], ["referred_on", null]);
  });

  await step("the co-ordinator is refused, let in, and refused again", async () => {
    await authorise(page, coordinator);
    const partners = (await expect(200, "partners", "list_partners")).body.items;
    const partner = partners.find(({ name }) => name.includes("library")).id;
    const inside = (picture) => ({ fill: { "Acting-For": partner }, picture: `story/${picture}` });
    assert.equal((await expect(403, "requests", "list_requests", inside("6-refused"))).body.code, "delegation_missing");

    await authorise(page, library);
    const until = new Date(Date.now() + 90 * 24 * 3_600_000).toISOString();
    const given = { body: (example) => ({ ...example, until }), picture: "story/6-delegated" };
    const delegation = (await expect(201, "delegations", "create_delegation", given)).body;

    await authorise(page, coordinator);
    const requests = (await expect(200, "requests", "list_requests", inside("6-let-in"))).body.items;
    assert.ok(requests.length > 0);
    await expect(201, "requests", "create_request", inside("6-acts"));
    assert.equal((await expect(403, "learners", "list_learners", inside("6-another-scope"))).body.code, "delegation_missing");

    await authorise(page, library);
    const back = { fill: { delegation_id: delegation.id }, picture: "story/6-taken-back" };
    assert.equal((await expect(200, "delegations", "revoke_delegation", back)).body.state, "revoked");

    await authorise(page, coordinator);
    assert.equal((await expect(403, "requests", "list_requests", inside("6-refused-again"))).body.code, "delegation_missing");
  });

  await step("the plan is applied: first one pair, then the others, as far as they still hold", async () => {
    await authorise(page, library);
    const { arrangements } = plan.outcome;
    const one = arrangements.find(({ request_id }) => request_id !== gone).request_id;
    const apply = (details, picture) => ({ fill: { match_plan_id: plan.id }, body: () => details, picture: `story/${picture}` });
    const first = (await expect(200, "matching", "apply_match_plan", apply({ request_ids: [one] }, "7-one"))).body;
    assert.deepEqual(first.applied.map(({ request_id }) => request_id), [one]);
    const matched = (await expect(200, "requests", "get_request", { fill: { request_id: one }, picture: "story/7-matched" })).body;
    assert.equal(matched.state, "matched");
    const rest = (await expect(200, "matching", "apply_match_plan", apply({}, "7-the-rest"))).body;
    const told = [...rest.applied, ...rest.not_applied].map(({ request_id }) => request_id);
    assert.deepEqual(told.sort(), arrangements.map(({ request_id }) => request_id).sort(), "each pair is applied or told why not");
    assert.ok(rest.not_applied.some(({ request_id }) => request_id === gone), "the request that went to another partner");
    assert.ok(rest.not_applied.every(({ code }) => code));
  });
});

/** Points are value times weight; the score is their mean. */
function assertAdds(score, parts) {
  for (const { value, weight, points } of parts) assert.equal(points, value * weight);
  const mean = sum(parts.map(({ points }) => points)) / sum(parts.map(({ weight }) => weight));
  assert.ok(Math.abs(mean - score) < 1, `${mean} and ${score}`);
}
