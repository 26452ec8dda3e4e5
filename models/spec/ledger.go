package spec

// Role says what training does to a tensor.
type Role string

// The roles of a tensor.
const (
	Trained Role = "trained" // the optimiser changes it
	Frozen  Role = "frozen"  // it never changes
	Derived Role = "derived" // it follows from trained tensors and the seed
	Added   Role = "added"   // the method brought it; the optimiser changes it
)

// Tensor is one line of a Ledger.
type Tensor struct {
	Name      string `json:"name"`
	Shape     []int  `json:"shape"`
	Size      int    `json:"size"`
	Trainable int    `json:"trainable"` // how many of its values the optimiser holds
	Role      Role   `json:"role"`
}

// Ledger counts a run's parameters, tensor by tensor. Total counts the
// model's own tensors, so that Total = trained + Frozen + Derived; Trainable
// counts all that the optimiser holds, with what the method added.
type Ledger struct {
	Total     int      `json:"total"`
	Trainable int      `json:"trainable"`
	Frozen    int      `json:"frozen"`
	Derived   int      `json:"derived"`
	Tensors   []Tensor `json:"tensors"`
	Hash      string   `json:"hash,omitempty"` // SHA-256, hexadecimal, of the frozen values before step 0; empty if there are none
}

// Stored counts the values of all tensors: the model's own and those that the
// method added.
func (l Ledger) Stored() int {
	n := 0
	for _, t := range l.Tensors {
		n += t.Size
	}
	return n
}

// NewLedger sums the lines up.
func NewLedger(tensors []Tensor) Ledger {
	l := Ledger{Tensors: tensors}
	for _, t := range tensors {
		l.Trainable += t.Trainable
		switch t.Role {
		case Added:
			continue
		case Frozen:
			l.Frozen += t.Size
		case Derived:
			l.Derived += t.Size
		}
		l.Total += t.Size
	}
	return l
}
