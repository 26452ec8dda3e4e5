package train

import (
	"maps"
	"slices"

	"petri/methods"
	"petri/models"
	"petri/models/data"
	"petri/models/mask"
	"petri/models/spec"
)

// Catalogue lists everything that a Config can name.
func Catalogue() *spec.Catalogue {
	c := &spec.Catalogue{Data: data.All(), Models: models.All(), Masks: mask.All(), Methods: methods.All(), Optimisers: optimisers()}
	for _, name := range slices.Sorted(maps.Keys(schedules)) {
		c.Schedules = append(c.Schedules, schedules[name].Info)
	}
	return c
}
