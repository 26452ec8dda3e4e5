package train

import (
	"slices"

	"petri/models/layer"
	"petri/models/spec"
)

// ledger counts what the optimiser really holds. A tensor of the model that
// it does not hold but that needs a gradient is derived: the method pulls the
// gradient back to what it trains.
func ledger(params, trained []layer.Named) spec.Ledger {
	var tensors []spec.Tensor
	line := func(p layer.Named, role spec.Role, trainable int) {
		tensors = append(tensors, spec.Tensor{Name: p.Name, Shape: p.Shape(), Size: p.Size(), Trainable: trainable, Role: role})
	}
	for _, p := range params {
		switch {
		case among(trained, p):
			line(p, spec.Trained, p.Size())
		case p.RequiresGrad():
			line(p, spec.Derived, 0)
		default:
			line(p, spec.Frozen, 0)
		}
	}
	for _, p := range trained {
		if !among(params, p) {
			line(p, spec.Added, p.Size())
		}
	}
	return spec.NewLedger(tensors)
}

func among(list []layer.Named, p layer.Named) bool {
	return slices.ContainsFunc(list, func(q layer.Named) bool { return q.Param == p.Param })
}
