use proptest::prelude::*;

use super::*;

/// Every assignment there is, by trying.
fn brute_force(instance: &Instance, row: usize, room: &mut Vec<usize>) -> i64 {
    if row == instance.rows() {
        return 0;
    }
    let mut best = instance.waiting() + brute_force(instance, row + 1, room);
    for edge in instance.edges(row) {
        if room[edge.column] > 0 {
            room[edge.column] -= 1;
            best = best.min(edge.cost + brute_force(instance, row + 1, room));
            room[edge.column] += 1;
        }
    }
    best
}

fn instances(costs: std::ops::Range<i64>) -> impl Strategy<Value = Instance> {
    (1_usize..6).prop_flat_map(move |columns| {
        let edge = (0..columns, costs.clone()).prop_map(|(column, cost)| Edge { column, cost });
        let rows = prop::collection::vec(prop::collection::vec(edge, 0..5), 0..7);
        (prop::collection::vec(0_usize..3, columns), rows, 0_i64..40)
            .prop_map(|(capacities, edges, waiting)| Instance::new(capacities, edges, waiting).unwrap())
    })
}

fn check(instance: &Instance) {
    let solution = solve(instance);
    let mut loads = vec![0; instance.columns()];
    for (row, (column, cost)) in solution.assigned.iter().enumerate().filter_map(|(row, at)| Some((row, (*at)?))) {
        loads[column] += 1;
        assert!(instance.edges(row).any(|edge| edge == Edge { column, cost }), "an edge that there is");
    }
    assert!(loads.iter().enumerate().all(|(column, load)| *load <= instance.capacity(column)), "no column is overfull");
    assert!(solution.is_feasible(instance), "{solution:?}");
    assert_eq!(solution.objective(instance), solution.dual(instance), "{solution:?}");
}

proptest! {
    #[test]
    fn it_is_as_good_as_trying_everything_and_proves_it(instance in instances(0..30)) {
        check(&instance);
        let mut room: Vec<_> = (0..instance.columns()).map(|column| instance.capacity(column)).collect();
        prop_assert_eq!(solve(&instance).objective(&instance), brute_force(&instance, 0, &mut room));
    }

    #[test]
    fn all_ties_are_proved_too(instance in instances(7..8)) {
        check(&instance);
    }

    /// What does not fit into 32 bits is kept in another way.
    #[test]
    fn large_costs_are_as_small_ones(instance in instances(0..30)) {
        const TIMES: i64 = 1 << 33;
        let large = |edge: Edge| Edge { cost: edge.cost * TIMES, ..edge };
        let rows = (0..instance.rows()).map(|row| instance.edges(row).map(large).collect()).collect();
        let capacities = (0..instance.columns()).map(|column| instance.capacity(column)).collect();
        let scaled = Instance::new(capacities, rows, instance.waiting() * TIMES).unwrap();
        check(&scaled);
        let (small, large) = (solve(&instance), solve(&scaled));
        let times = |values: &[i64]| values.iter().map(|value| value * TIMES).collect::<Vec<_>>();
        prop_assert_eq!((times(&small.u), times(&small.v)), (large.u, large.v));
        let columns = |assigned: Vec<Option<(usize, i64)>>| assigned.into_iter().map(|at| at.map(|(column, _)| column)).collect::<Vec<_>>();
        prop_assert_eq!(columns(small.assigned), columns(large.assigned));
    }

    #[test]
    fn the_order_of_edges_does_not_matter(instance in instances(0..10)) {
        let rows = (0..instance.rows()).map(|row| instance.edges(row).collect::<Vec<_>>().into_iter().rev().collect()).collect();
        let capacities = (0..instance.columns()).map(|column| instance.capacity(column)).collect();
        let turned = Instance::new(capacities, rows, instance.waiting()).unwrap();
        prop_assert_eq!(solve(&turned), solve(&instance));
    }
}

#[test]
fn what_could_overflow_and_what_leads_nowhere_is_refused() {
    let edge = |column, cost| vec![vec![Edge { column, cost }]];
    let limit = Instance::limit(1, &[1]);
    assert_eq!(Instance::new(vec![1], edge(0, i64::MAX), 1), Err(TooLarge::Cost { row: 0, limit }));
    assert_eq!(Instance::new(vec![1], edge(0, -1), 1), Err(TooLarge::Cost { row: 0, limit }));
    assert_eq!(Instance::new(vec![1], edge(0, 1), i64::MAX), Err(TooLarge::Waiting { limit }));
    assert_eq!(Instance::new(vec![1], edge(1, 1), 1), Err(TooLarge::Nowhere { row: 0 }));
    check(&Instance::new(vec![1], edge(0, limit), limit).unwrap());
}
