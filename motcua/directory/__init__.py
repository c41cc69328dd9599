"""Who and where: bodies, offices, officers, roles, citizens, businesses, places."""
