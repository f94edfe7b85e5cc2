package im.gateway.persistence;

class InMemoryRegistrationTableTest extends RegistrationTableContract {
    private final RegistrationTable table = new InMemoryRegistrationTable();

    @Override
    protected RegistrationTable table() {
        return table;
    }
}
