"""A believable set of services of Lai Châu province, for trying the product; production refuses it."""
